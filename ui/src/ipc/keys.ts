import type { AppealQuery, CaseQuery, ConsultationQuery, Entity } from './bindings';

const of = (entity: Entity) => ({
  /** Everything of this kind. */
  all: [entity] as const,
  detail: (id: string) => [entity, 'detail', id] as const,
});

/** Query keys. Each begins with the entity that it shows, so that `changed` events know what to refresh. */
export const keys = {
  session: ['session'] as const,
  workbench: ['workbench'] as const,
  appeal: {
    ...of('appeal'),
    list: (query: Partial<AppealQuery>) => ['appeal', 'list', query] as const,
    duplicates: (id: string) => ['appeal', 'duplicates', id] as const,
    derivation: (id: string) => ['appeal', 'derivation', id] as const,
  },
  consultation: {
    ...of('consultation'),
    list: (query: Partial<ConsultationQuery>) => ['consultation', 'list', query] as const,
  },
  case: { ...of('case'), list: (query: Partial<CaseQuery>) => ['case', 'list', query] as const },
  /** What is offered while somebody types. */
  offered: (what: string, text: string) => ['offered', what, text] as const,
  divisions: ['setting', 'divisions'] as const,
  categories: ['setting', 'categories'] as const,
  rooms: ['setting', 'rooms'] as const,
  agencies: ['agency', 'list'] as const,
  people: (text: string | null, kind: string | null, agencyId: string | null) =>
    ['person', 'list', text, kind, agencyId] as const,
  calendarYears: ['calendar', 'years'] as const,
  calendarYear: (year: number) => ['calendar', 'year', year] as const,
  audit: (text: string | null) => ['audit', 'list', text] as const,
  approvers: ['account', 'approvers'] as const,
  permissions: ['permissions'] as const,
  forms: ['forms'] as const,
  formPreview: (code: string, period: string) => ['form-preview', code, period] as const,
};
