// The catalog an engagement stands on. The one way for services, views and workers to come by a catalog: what is shipped, and
// whatever this engagement changes of it.
import type { ReadableDb } from '#db/types'
import { type Catalog, shippedCatalog } from '../catalog/catalog.ts'

/** The catalog in force in this engagement file. Cheap to ask again; ask wherever one is needed rather than keeping it. */
export const catalogInForce = (_db: ReadableDb): Catalog => shippedCatalog()
