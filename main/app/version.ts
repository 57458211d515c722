// The program's own version, as printed in reports.
import manifest from '../../package.json' with { type: 'json' }

export const TICKMARK_VERSION: string = manifest.version
