export { listenToProgress, runTask, stopTask, useTasks, type Task } from './useTasks';
