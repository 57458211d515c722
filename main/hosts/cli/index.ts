// The command line's front door. The thread of an import takes as long to load as the rest of the program: it loads meanwhile.
import { startAhead } from '../../app/start-ahead.ts'

if (process.argv[2] === 'import') startAhead('import')
await import('./run.ts')
