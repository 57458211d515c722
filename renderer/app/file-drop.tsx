// Files dropped anywhere on the window, or handed over by the operating system: engagements go to the Start screen,
// everything else to Import. A screen with a drop zone of its own takes them first (preventDefault).
import { useEffect, useEffectEvent, useState } from 'react'
import { useToast } from '../design/toasts.tsx'
import { navigate } from '../navigation/hash-location.ts'
import { hrefs } from '../navigation/hrefs.ts'
import { useOfferedFiles } from '../platform/offered-files.tsx'
import { usePlatform } from '../platform/provider.tsx'

export function FileDrop({ hasEngagement }: { readonly hasEngagement: boolean }) {
  const platform = usePlatform()
  const { waiting, offer } = useOfferedFiles()
  const { failed } = useToast()
  const [over, setOver] = useState(false)

  useEffect(() => {
    if (waiting.length === 0) return
    const isEngagement = waiting.some(({ name }) => name.toLowerCase().endsWith('.tickmark'))
    navigate(isEngagement || !hasEngagement ? hrefs.start : hrefs.imports)
  }, [waiting, hasEngagement])

  const onDragOver = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    if (!event.defaultPrevented) setOver(true)
    event.preventDefault()
  })
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false)
    const taken = event.defaultPrevented
    event.preventDefault()
    if (!taken && event.dataTransfer !== null) platform.stageDropped(event.dataTransfer).then(offer, failed)
  })
  useEffect(() => {
    const over = (event: DragEvent) => onDragOver(event)
    const drop = (event: DragEvent) => onDrop(event)
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    window.addEventListener('dragleave', leave)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
      window.removeEventListener('dragleave', leave)
    }
  }, [])

  return over ? (
    <div className="drop-veil">{hasEngagement ? 'Drop scan results to import them' : 'Drop a .tickmark file to open it'}</div>
  ) : null
}
