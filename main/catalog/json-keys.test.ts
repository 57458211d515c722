import { expect, it } from 'vitest'
import { keysGivenTwice } from './json-keys.ts'

it.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', []],
  ['{"a":1,"a":2}', ['a']],
  ['{"list":[1,{"x":{"y":1,"z":"y","y":2}}]}', ['list[1].x.y']],
  ['[[{}],[0,{"k":[],"k":{}}]]', ['[1][1].k']],
  ['{"a":"\\"a\\":1,", "\\u0061" : 2}', ['a']],
  ['{"__proto__":1,"constructor":2}', []],
  ['"a"', []],
])('%s: %j', (json, places) => {
  expect(keysGivenTwice(json)).toEqual(places)
})

it('takes a long text in its stride', () => {
  expect(keysGivenTwice(`[${'"\\\\"'.repeat(1)},${Array.from({ length: 100_000 }, () => '{"a":"b,{["}').join(',')}]`)).toEqual([])
})
