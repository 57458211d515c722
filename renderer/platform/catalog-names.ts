// Names of services and topics from the catalog; a key it does not know stands for itself.
import { useMemo } from 'react'
import { useAnswer } from './queries.ts'

export type CatalogNames = { readonly service: (key: string) => string; readonly topic: (key: string) => string }

export function useCatalogNames(): CatalogNames {
  const services = useAnswer('catalog.services', {})
  const topics = useAnswer('catalog.topics', {})
  return useMemo(() => {
    const serviceNames = new Map(services.data?.map(({ key, name }) => [key, name]))
    const topicNames = new Map(topics.data?.map(({ topic, label }) => [topic, label]))
    return { service: (key) => serviceNames.get(key) ?? key, topic: (key) => topicNames.get(key) ?? key }
  }, [services.data, topics.data])
}
