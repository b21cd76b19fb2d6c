export { Compare, differing } from './Compare';
export { mergedOf, needsReason, useDeciding, useDuplicates, whyNotMerge, type Decision } from './deciding';
export { duplicateWords } from './messages';
