export { Attachments, useAttachments } from './Attachments';
export { AttachZone } from './AttachZone';
export { words as attachmentWords } from './messages';
export { useAttaching, type Attaching, type Holder } from './useAttaching';
