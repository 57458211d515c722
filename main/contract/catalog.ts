// The catalog: what services, topics and criteria there are, and a catalog file of one's own.
import * as z from 'zod'
import { CatalogFile, CatalogService, CatalogServiceDetail, CatalogStanding, Topic } from '#domain/catalog'
import { FileToken, ServiceKey } from '#domain/ids'
import { command, query } from './endpoint.ts'

export const catalog = {
  /** Of the open engagement; where none is open, the shipped ones. */
  'catalog.services': query({}, z.array(CatalogService).readonly()),
  'catalog.service': query({ service: ServiceKey }, CatalogServiceDetail),
  'catalog.topics': query({}, z.array(Topic).readonly()),
  /** Which catalog is in force, which one the engagement recorded, and what it changes. */
  'catalog.standing': query({}, CatalogStanding),
  /** Reads a catalog file against the shipped catalog and changes nothing. Every fault is told with its place. */
  'catalog.check': query({ file: FileToken }, CatalogFile),
  /** Puts a catalog file in force in the open engagement, in place of the one before. Verdicts are kept whatever it removes. */
  'catalog.use': command({ file: FileToken }, CatalogStanding),
  /** Goes back to the shipped catalog; what verdicts and evidence stand on is kept. */
  'catalog.drop': command({}, CatalogStanding),
  /** Records the catalog in force as the engagement's, after the program brought a newer one. */
  'catalog.adopt': command({}, CatalogStanding),
}
