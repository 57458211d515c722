// Files that come to the window from outside any screen: dropped anywhere on it, or handed over by the operating system.
// The app mounts it once; engagements are left to the app, everything else goes to the Import screen.
import { Import } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { PickedFile } from '#contract/host'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { usePlatform, usePlatformEvents } from '../../platform/provider.tsx'
import { useImportSession } from './import-session.ts'
import './file-intake.css'

const isEngagement = (file: PickedFile): boolean => file.name.toLowerCase().endsWith('.tickmark')
const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** `onEngagement` is given engagement files; the rest is shown on the Import screen. */
export function FileIntake({ onEngagement }: { readonly onEngagement: (file: PickedFile) => void }) {
  const platform = usePlatform()
  const session = useImportSession()
  const [over, setOver] = useState(false)

  const take = async (picking: Promise<readonly PickedFile[]>) => {
    const scans = picking.then((files) => files.filter((file) => !isEngagement(file)))
    const engagement = (await picking.catch(() => [])).find(isEngagement)
    if (engagement !== undefined) onEngagement(engagement)
    if ((await scans.catch(() => [null])).length === 0) return
    navigate(hrefs.imports)
    await session.add(scans)
  }

  usePlatformEvents((event) => {
    if (event.event === 'files.offered') void take(Promise.resolve(event.payload.files))
  })

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!holdsFiles(event) || event.defaultPrevented) return setOver(false)
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  })
  const onLeave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false)
  })
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false)
    if (!holdsFiles(event) || event.defaultPrevented || event.dataTransfer === null) return
    event.preventDefault()
    void take(platform.stageDropped(event.dataTransfer))
  })

  useEffect(() => {
    const drag = (event: DragEvent) => onDrag(event)
    const leave = (event: DragEvent) => onLeave(event)
    const drop = (event: DragEvent) => onDrop(event)
    window.addEventListener('dragover', drag)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', drag)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])

  if (!over) return null
  return (
    <div className="file-intake" aria-hidden>
      <div className="file-intake-card">
        <Import />
        Drop scan results to import them
      </div>
    </div>
  )
}
