// Reads what hosts answer to the calls of HOST_METHODS: the one place where their values are checked.
import * as z from 'zod'
import { PickedFile } from '#contract/host'
import { type Reply, valueOf } from '#contract/reply'
import type { HostFile } from './platform.ts'

/** A host may say more about a file than the window needs; the rest is left out. */
const Picked = z.object({ ...PickedFile.shape, keptIn: z.string().min(1).optional() })

export const pickedFile = (reply: Reply): HostFile => Picked.parse(valueOf(reply))
export const pickedFiles = (reply: Reply): readonly HostFile[] => z.array(Picked).parse(valueOf(reply))
export const pickedFileOrNull = (reply: Reply): HostFile | null => Picked.nullable().parse(valueOf(reply))
export const yesOrNo = (reply: Reply): boolean => z.boolean().parse(valueOf(reply))
