// For hosts that know before they load the program which job it will be asked for.
export { startAhead } from '../worker/threads.ts'
