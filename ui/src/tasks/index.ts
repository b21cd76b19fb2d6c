export { sendFile } from './sendFile';
export { listenToProgress, runTask, stopTask, useTasks, type Task } from './useTasks';
