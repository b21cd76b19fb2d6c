import type {
  AppealQuery,
  CaseQuery,
  ConsultationQuery,
  DuplicateQuery,
  Entity,
  LifeKind,
  ListKind,
} from './bindings';

const of = (entity: Entity) => ({
  /** Everything of this kind. */
  all: [entity] as const,
  detail: (id: string) => [entity, 'detail', id] as const,
});

/** Query keys. Each begins with the entity that it shows, so that `changed` events know what to refresh. */
export const keys = {
  session: ['session'] as const,
  workbench: ['workbench'] as const,
  /** Refreshed with the workbench. */
  reminders: ['workbench', 'reminders'] as const,
  derivation: (entity: Entity, id: string) => [entity, 'derivation', id] as const,
  appeal: {
    ...of('appeal'),
    list: (query: Partial<AppealQuery>) => ['appeal', 'list', query] as const,
    duplicates: (id: string) => ['appeal', 'duplicates', id] as const,
    pairs: (query: Partial<DuplicateQuery>) => ['appeal', 'pairs', query] as const,
    life: (id: string) => ['appeal', 'life', id] as const,
    timeline: (id: string, kinds: readonly LifeKind[]) => ['appeal', 'timeline', id, kinds] as const,
    triage: (id: string) => ['appeal', 'triage', id] as const,
  },
  consultation: {
    ...of('consultation'),
    list: (query: Partial<ConsultationQuery>) => ['consultation', 'list', query] as const,
  },
  case: { ...of('case'), list: (query: Partial<CaseQuery>) => ['case', 'list', query] as const },
  views: (list: ListKind) => ['view', 'list', list] as const,
  import: {
    ...of('import'),
    list: ['import', 'list'] as const,
    recent: ['import', 'recent'] as const,
    changes: (id: string) => ['import', 'changes', id] as const,
  },
  /** What is offered while somebody types. */
  offered: (what: string, text: string) => ['offered', what, text] as const,
  divisions: ['setting', 'divisions'] as const,
  triageRules: ['setting', 'triage-rules'] as const,
  dutyLists: ['setting', 'duty-lists'] as const,
  /** Read once: what is judged meanwhile stays in its place. */
  triageQueue: ['triage-queue'] as const,
  categories: ['setting', 'categories'] as const,
  rooms: ['setting', 'rooms'] as const,
  agencies: ['agency', 'list'] as const,
  people: (text: string | null, kind: string | null, agencyId: string | null) =>
    ['person', 'list', text, kind, agencyId] as const,
  calendarYears: ['calendar', 'years'] as const,
  calendarYear: (year: number) => ['calendar', 'year', year] as const,
  audit: (text: string | null) => ['audit', 'list', text] as const,
  limits: ['setting', 'limits'] as const,
  limitPreview: (code: string, input: unknown) => ['setting', 'limit-preview', code, input] as const,
  permissions: ['permissions'] as const,
  forms: ['forms'] as const,
  formPreview: (code: string, period: string) => ['form-preview', code, period] as const,
};
