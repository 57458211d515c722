// Reads what hosts answer to the calls of HOST_METHODS: the one place where their values are checked.
import * as z from 'zod'
import { PickedFile } from '#contract/host'
import { type Reply, valueOf } from '#contract/reply'

/** A host may say more about a file than its token and name; the window takes these two. */
const Picked = z.object(PickedFile.shape)

export const pickedFile = (reply: Reply): PickedFile => Picked.parse(valueOf(reply))
export const pickedFiles = (reply: Reply): readonly PickedFile[] => z.array(Picked).parse(valueOf(reply))
export const pickedFileOrNull = (reply: Reply): PickedFile | null => Picked.nullable().parse(valueOf(reply))
export const yesOrNo = (reply: Reply): boolean => z.boolean().parse(valueOf(reply))
