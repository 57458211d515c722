import { describe, expect, it } from 'vitest'
import { arrangePlaces as arrange, type CanTest, noPlaces, type PlaceFact } from './coverage-places.ts'
import { globalServices, reachOf, reachSource } from './coverage-reach.ts'

const A = '111122223333'
const B = '222233334444'
const fact = (some: Partial<PlaceFact>): PlaceFact => ({
  formatId: 'prowler-ocsf',
  service: 's3',
  topic: 'data-protection',
  account: A,
  region: 'eu-west-1',
  records: 1,
  denied: 0,
  failed: 0,
  notRun: 0,
  ...some,
})
/** Every tool can test everything, unless a test says otherwise. */
const arrangePlaces = (stated: Parameters<typeof arrange>[0], facts: readonly PlaceFact[], canTest: CanTest = () => true) =>
  arrange(stated, facts, canTest)
const call = (some: Partial<PlaceFact>): PlaceFact => fact({ formatId: 'kit-manifest', service: 'pinpoint', ...some })
const scope = { accounts: [A, B], regions: ['eu-west-1', 'us-east-1'] }
const TOPIC = 'data-protection'

describe('places of a regional service', () => {
  const places = arrangePlaces(scope, [
    fact({}),
    fact({ region: 'us-east-1', topic: null }),
    fact({ account: B, service: null, topic: null, region: 'us-east-1' }),
  ])

  it('are tested, silent or not scanned, and add up to all that are expected', () => {
    expect(places.of('s3', TOPIC).counts).toEqual({ ...noPlaces(), tested: 1, 'nothing-reported': 2, 'not-scanned': 1 })
    expect(places.of('s3', null).counts).toEqual({ ...noPlaces(), tested: 2, 'nothing-reported': 1, 'not-scanned': 1 })
    expect(places.of('ec2', TOPIC).counts).toEqual({ ...noPlaces(), 'nothing-reported': 3, 'not-scanned': 1 })
  })

  it('are told by name, accounts with the same regions in one group', () => {
    expect(places.groups('s3', null)).toEqual([
      { state: 'tested', accounts: [A], regions: ['eu-west-1', 'us-east-1'] },
      { state: 'nothing-reported', accounts: [B], regions: ['us-east-1'] },
      { state: 'not-scanned', accounts: [B], regions: ['eu-west-1'] },
    ])
  })

  it('put records of other accounts and regions, and of none, elsewhere', () => {
    const stray = arrangePlaces(scope, [
      fact({ account: '999900001111' }),
      fact({ region: 'sa-east-1', records: 2 }),
      fact({ region: null, records: 3 }),
      fact({ account: null }),
      fact({}),
    ])
    expect(stray.of('s3', TOPIC)).toMatchObject({ elsewhere: 7, counts: { tested: 1, 'not-scanned': 3 } })
  })

  it('read a region in whatever case it is written', () => {
    expect(arrangePlaces(scope, [fact({ region: ' EU-WEST-1 ' })]).of('s3', TOPIC).counts.tested).toBe(1)
  })
})

describe('places of a global service', () => {
  it('are accounts, whatever region a scanner writes', () => {
    const places = arrangePlaces(scope, [
      fact({ service: 'iam', region: 'us-east-1' }),
      fact({ service: 'iam', account: B, region: 'global' }),
    ])
    expect(places.groups('iam', TOPIC)).toEqual([{ state: 'tested', accounts: [A, B], regions: null }])
  })

  it('do not make a region scanned for anything else', () => {
    const places = arrangePlaces(scope, [fact({ service: 'iam', region: 'us-east-1' })])
    expect(places.of('ec2', null).counts).toEqual({ ...noPlaces(), 'not-scanned': 4 })
    expect(places.of('cloudfront', null).counts).toEqual({ ...noPlaces(), 'nothing-reported': 1, 'not-scanned': 1 })
  })
})

describe('a scan by a tool that has no check of a topic', () => {
  const places = arrangePlaces(scope, [fact({})], (service, topic) => service === 's3' && topic !== 'resilience')

  it('did not look at it, and says so', () => {
    expect(places.of('s3', 'resilience')).toMatchObject({ looked: false, lookedInVain: true, counts: { 'not-scanned': 4 } })
    expect(places.of('pinpoint', null)).toMatchObject({ looked: false, lookedInVain: true, counts: { 'not-scanned': 4 } })
    expect(places.of('s3', 'logging-and-monitoring')).toMatchObject({ looked: true, counts: { 'nothing-reported': 1, 'not-scanned': 3 } })
  })
})

describe('calls of the kit', () => {
  it('that were denied leave a hole, beside evidence too', () => {
    const places = arrangePlaces(scope, [
      call({ denied: 1 }),
      call({ region: 'us-east-1', records: 3, denied: 1 }),
      call({ account: B, records: 2, failed: 1, notRun: 1 }),
    ])
    expect(places.groups('pinpoint', TOPIC)).toEqual([
      { state: 'partly-tested', accounts: [A], regions: ['us-east-1'] },
      { state: 'access-denied', accounts: [A], regions: ['eu-west-1'] },
      { state: 'call-failed', accounts: [B], regions: ['eu-west-1'] },
      { state: 'not-scanned', accounts: [B], regions: ['us-east-1'] },
    ])
  })

  it('look at nothing but what they ask about', () => {
    const places = arrangePlaces(scope, [call({})])
    expect(places.of('pinpoint', null).counts).toMatchObject({ tested: 1, 'not-scanned': 3 })
    expect(places.of('pinpoint', 'resilience').counts).toMatchObject({ 'nothing-reported': 0, 'not-scanned': 4 })
    expect(places.of('s3', TOPIC).counts).toMatchObject({ 'nothing-reported': 0, 'not-scanned': 4 })
  })

  it('that were denied look at nothing at all', () => {
    expect(arrangePlaces(scope, [call({ denied: 1 })]).of('pinpoint', 'resilience').counts).toMatchObject({ 'not-scanned': 4 })
  })
})

describe('a scope that names no accounts or regions', () => {
  it('expects what imports show: accounts, and regions of regional services', () => {
    const places = arrangePlaces({ accounts: [], regions: ['global'] }, [
      fact({}),
      fact({ service: 'iam', account: B, region: 'us-east-1' }),
      fact({ account: 'my-cluster', region: 'default' }),
    ])
    expect(places.scope).toEqual({ accounts: [A, B], regions: ['eu-west-1'], accountsStated: false, regionsStated: false })
    expect(places.of('s3', TOPIC)).toMatchObject({ elsewhere: 1, counts: { tested: 1, 'not-scanned': 1 } })
  })

  it('expects nothing where nothing was imported', () => {
    expect(arrangePlaces({ accounts: [], regions: [] }, []).of('s3', TOPIC).counts).toEqual(noPlaces())
  })
})

describe('global services', () => {
  it('each have a source', () => {
    for (const service of globalServices()) {
      expect(reachOf(service)).toBe('global')
      expect(reachSource(service)).toMatch(/AWS|IAM/)
    }
    expect([reachOf('s3'), reachSource('s3'), reachOf('constructor')]).toEqual(['regional', null, 'regional'])
  })
})
