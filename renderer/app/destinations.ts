// The screens one can go to: label, address, icon, shortcut. The rail, the palette and the shortcuts all read this list.
import {
  ChartNoAxesGantt,
  FileOutput,
  FileText,
  FolderInput,
  FolderTree,
  House,
  ListChecks,
  type LucideIcon,
  PackageOpen,
  Scale,
  ScrollText,
  Settings,
  ShieldCheck,
  SlidersHorizontal,
} from 'lucide-react'
import { hrefs } from '../navigation/hrefs.ts'

export type Destination = {
  readonly label: string
  readonly href: string
  readonly icon: LucideIcon
  readonly keys: string
  readonly needsEngagement: boolean
  readonly place: 'work' | 'foot'
}

export const DESTINATIONS: readonly Destination[] = [
  { label: 'Overview', href: hrefs.overview, icon: ChartNoAxesGantt, keys: 'g o', needsEngagement: true, place: 'work' },
  { label: 'Findings', href: hrefs.findings(), icon: ListChecks, keys: 'g f', needsEngagement: true, place: 'work' },
  { label: 'Evidence', href: hrefs.evidence(), icon: FileText, keys: 'g e', needsEngagement: true, place: 'work' },
  { label: 'Filing', href: hrefs.filing, icon: FolderTree, keys: 'g t', needsEngagement: true, place: 'work' },
  { label: 'Frameworks', href: hrefs.frameworks(), icon: Scale, keys: 'g w', needsEngagement: true, place: 'work' },
  { label: 'Import', href: hrefs.imports, icon: FolderInput, keys: 'g i', needsEngagement: true, place: 'work' },
  { label: 'Collection kit', href: hrefs.kit, icon: PackageOpen, keys: 'g k', needsEngagement: true, place: 'work' },
  { label: 'Scope and factors', href: hrefs.scope, icon: SlidersHorizontal, keys: 'g c', needsEngagement: true, place: 'work' },
  { label: 'AWS reports', href: hrefs.awsReports, icon: ShieldCheck, keys: 'g a', needsEngagement: true, place: 'work' },
  { label: 'Reports', href: hrefs.reports, icon: FileOutput, keys: 'g r', needsEngagement: true, place: 'work' },
  { label: 'Journal', href: hrefs.journal(), icon: ScrollText, keys: 'g j', needsEngagement: true, place: 'work' },
  { label: 'Engagements', href: hrefs.start, icon: House, keys: 'g s', needsEngagement: false, place: 'foot' },
  { label: 'Settings', href: hrefs.settings, icon: Settings, keys: 'g ,', needsEngagement: false, place: 'foot' },
]
