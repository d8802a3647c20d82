import { expect, it } from '@jest/globals'
import { createDatabase, describeEachEngine } from '../servers/servers.ts'
import { differences, recordDifferences } from './differences.ts'
import { dumpRecords } from './dump-records.ts'
import { exportCorpus, importCorpus, namesOf, type Refusals, refusalsOf } from './move-corpus.ts'
import { nativeTables } from './native-tables.ts'
import { madeOtherwise, notKept, refusedAtHome, refusedWhenMade } from './not-kept.ts'
import { originOf } from './origin.ts'

const told = (refused: Refusals): Record<string, string> =>
  Object.fromEntries([...refused].map(([{ name }, reason]) => [name, reason]))

describeEachEngine('the corpus in its own engine', ({ engine }) => {
  it('comes out of its own schema as it went in, as the engine itself writes it', async () => {
    const { file, records, native, home } = await originOf(engine)
    const refused = await refusalsOf(file, engine, home, { create: false })
    const exclude = namesOf(refused.keys())
    await importCorpus(file, home, { exclude })
    const changed = differences(native, await nativeTables(home), exclude)
    expect(told(refused)).toEqual(refusedAtHome[engine])
    expect(only(changed, notKept[engine])).toEqual({})
    expect(Object.keys(changed).sort()).toEqual(Object.keys(notKept[engine]).sort())
    expect(recordDifferences(records, dumpRecords(await exportCorpus(home)), exclude)).toEqual({})
  })

  it('comes out of tables that are made from the dump as it went in, types included', async () => {
    const { file, records, native } = await originOf(engine)
    const target = await createDatabase(engine, { prefix: 'made' })
    const refused = await refusalsOf(file, engine, target, { create: true })
    const exclude = namesOf(refused.keys())
    await importCorpus(file, target, { create: true, exclude })
    const changed = differences(native, await nativeTables(target), exclude)
    expect(told(refused)).toEqual(refusedWhenMade[engine])
    const expected = { ...notKept[engine], ...madeOtherwise[engine] }
    expect(only(changed, expected)).toEqual({})
    expect(Object.keys(changed).sort()).toEqual(Object.keys(expected).sort())
    expect(recordDifferences(records, dumpRecords(await exportCorpus(target)), exclude)).toEqual({})
  })
})

/** Without what is known to differ. */
const only = (changed: Record<string, string[]>, known: Record<string, string>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(changed).filter(([name]) => known[name] === undefined))
