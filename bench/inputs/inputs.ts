// Every kind of file the benchmark can make.
import { asff } from './asff.ts'
import { nessus } from './nessus.ts'
import { prowlerCsv } from './prowler-csv.ts'
import { prowlerOcsf } from './prowler-ocsf.ts'
import { sarif } from './sarif.ts'
import { scoutsuite } from './scoutsuite.ts'
import type { Input } from './write.ts'
import { xccdf } from './xccdf.ts'

export const INPUTS: readonly Input[] = [asff(), prowlerOcsf, prowlerCsv, scoutsuite, sarif, xccdf, nessus]
