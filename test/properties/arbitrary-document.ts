import fc from 'fast-check'
import { arbitraryText } from './arbitrary-text.ts'
import { commonGround, type Ground } from './common-ground.ts'

// biome-ignore format: a list
const numbers = [
  '0', '1', '-1', '-0', '1.0', '1.50', '0.1', '1E5', '1e5', '1e+5', '1e400', '-1e-400', '12345678901234567890', '9007199254740993', '1.7976931348623157e308',
  '0.1234567890123456789', '123456789.123456789123456789', '-0.0', '1e-7', '18446744073709551616',
] as const

const words = ['true', 'false', 'null'] as const

const keys = [
  'a',
  'b',
  'aa',
  '1',
  '0',
  '',
  '$json',
  '$text',
  '$',
  'A',
  'é',
  '😀',
  'a"b',
  '\\',
  '__proto__',
  '\n',
] as const

/** JSON escapes U+0000, so that every engine's text holds it: what SQLite's does is in none's way. */
const strings = arbitraryText({ length: 12 }, commonGround('sqlite', 'sqlite'), false).map((text) =>
  JSON.stringify(text),
)

/** Half of a surrogate pair can only be written as an escape. */
const halves = fc.constantFrom('"\\ud800"', '"a\\udc00b"', '"\\udfff\\ud800"')

const nodeOf = (withHalves: boolean) =>
  fc.letrec<{ document: string; array: string; object: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(
      { weight: 4, arbitrary: strings },
      { weight: 3, arbitrary: fc.constantFrom(...numbers) },
      { weight: 2, arbitrary: fc.constantFrom(...words) },
      { weight: withHalves ? 1 : 0, arbitrary: halves },
      { weight: 1, arbitrary: fc.constantFrom('{}', '[]', '""') },
    ),
    array: fc.array(tie('document'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    object: fc
      .array(fc.tuple(fc.constantFrom(...keys), tie('document')), { maxLength: 4 })
      .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
    document: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      tie('array'),
      tie('object'),
    ),
  }))

/** A cell of a json column: a document that could be taken for something else is tagged. */
const documents = { withHalves: nodeOf(true), withoutHalves: nodeOf(false) }

export const arbitraryDocument = ({ halfSurrogates }: Ground): fc.Arbitrary<string> => {
  const node = halfSurrogates ? documents.withHalves : documents.withoutHalves
  return fc
    .oneof({ weight: 3, arbitrary: node.document }, { weight: 2, arbitrary: node.object })
    .map((document) =>
      document === 'null' || document.startsWith('{"$') ? `{"$json":${document}}` : document,
    )
}
