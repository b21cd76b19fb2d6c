export { DeadlineWhy } from './DeadlineWhy';
export { ExtensionAnswer } from './ExtensionAnswer';
export { ExtensionAsk, ExtensionLines } from './Extensions';
export { useDerivation } from './useDeadline';
export { deadline as deadlineWords, limitWords } from './words';
