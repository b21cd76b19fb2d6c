export { common, count } from './common';
export * from './dates';
export { errorWords, type ErrorWords } from './errors';
export { fieldName, fieldProblem } from './fields';
