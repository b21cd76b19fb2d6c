export { Act } from './Act';
export {
  Attachments,
  attachmentWords,
  AttachZone,
  useAttaching,
  useAttachments,
  type Attaching,
  type Holder,
} from './attachments';
export { asTsv, type Column } from './columns';
export { DataTable, type Chosen } from './DataTable';
export { DaysLeft } from './DaysLeft';
export {
  DeadlineWhy,
  deadlineWords,
  ExtensionAnswer,
  ExtensionAsk,
  ExtensionLines,
  limitWords,
  useDerivation,
} from './deadline';
export { DraftNote } from './DraftNote';
export { ExportList, useListExport, type Wanted } from './ExportList';
export { FilterTags, type FilterTag } from './FilterTags';
export { Marked } from './Marked';
export { useColumns } from './useColumns';
export { filtersOf, ViewsMenu, type BuiltIn } from './views';
export {
  Compare,
  duplicateWords,
  mergedOf,
  needsReason,
  useDeciding,
  useDuplicates,
  whyNotMerge,
  type Decision,
} from './duplicates';
export { EmptyState } from './EmptyState';
export { ErrorNote } from './ErrorNote';
export { Figure } from './Figure';
export { ManyFilter, OneFilter } from './filters';
export { FormFoot, FormPage } from './FormPage';
export { FoldText } from './FoldText';
export { LightTag } from './LightTag';
export { Masked, useReveal, type Reveal } from './Masked';
export { parts as partWords } from './messages';
export { MovesPanel, type Kind } from './MovesPanel';
export { parts } from './messages';
export { PageHeader } from './PageHeader';
export {
  AgenciesPicker,
  AgencyPicker,
  CategoryPicker,
  DivisionPicker,
  PeoplePicker,
  PersonPicker,
  RoomPicker,
} from './pickers';
export { ReasonDialog } from './ReasonDialog';
export { SearchBox } from './SearchBox';
export { ListPage, SidePanel } from './SidePanel';
export { Timeline } from './Timeline';
export { useFormDraft, type FormDraft } from './useFormDraft';
export { useKeptDraft, type KeptDraft } from './useKeptDraft';
export { useNumberProblems } from './useNumberProblems';
export { useRows, type Rows } from './useRows';
export { useSavedDraft, type Draft } from './useSavedDraft';
export { useTell, type Tell } from './useTell';
export { When } from './When';
