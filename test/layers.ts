import { posix } from 'node:path'
import { type NodePath, parseSync, traverse, type types } from '@babel/core'

export interface SourceFile {
  /** From the project's root, with slashes. */
  path: string
  text: string
}

/**
 * Who may import whom. A layer is a folder, or a file beside the folders; `types` stands for type imports alone.
 * A new folder gets its line here.
 */
const layers: Record<string, readonly string[]> = {
  'lib/schema': [],
  'lib/version.ts': [],
  'lib/suggest.ts': [],
  'lib/printable.ts': [],
  'lib/some-of.ts': [],
  'lib/errors.ts': ['lib/schema'],
  'lib/canonical': ['lib/schema', 'lib/errors.ts'],
  'lib/dialects': ['lib/canonical', 'lib/files', 'lib/schema', 'lib/errors.ts', 'lib/some-of.ts'],
  'lib/dump': ['lib/canonical', 'lib/schema', 'lib/errors.ts', 'lib/version.ts'],
  'lib/files': ['lib/errors.ts'],
  'lib/store': ['lib/files', 'lib/errors.ts'],
  'lib/versions': ['lib/migrations', 'lib/dump', 'lib/errors.ts', 'lib/some-of.ts'],
  'lib/records': [
    'lib/versions',
    'lib/migrations',
    'lib/dialects',
    'lib/files',
    'lib/dump',
    'lib/canonical',
    'lib/schema',
    'lib/errors.ts',
    'lib/printable.ts',
    'lib/some-of.ts',
    'lib/suggest.ts',
    'lib/version.ts',
  ],
  'lib/backup': [
    'config types',
    'lib/records',
    'lib/files',
    'lib/dialects',
    'lib/dump',
    'lib/store',
    'lib/schema',
    'lib/errors.ts',
    'lib/version.ts',
  ],
  'lib/migrations': ['lib/dialects', 'lib/schema', 'lib/errors.ts', 'lib/load-module.ts'],
  'lib/update': [
    'lib/backup',
    'lib/migrations',
    'lib/records',
    'lib/dialects',
    'lib/dump',
    'lib/store',
    'lib/schema',
    'lib/errors.ts',
    'lib/version.ts',
  ],
  config: [
    'lib/dialects types',
    'lib/canonical',
    'lib/errors.ts',
    'lib/suggest.ts',
    'lib/load-module.ts',
    'lib/describe-load-failure.ts',
  ],
  'lib/task': ['config types', 'lib/errors.ts'],
  // Hands user files the package's own definers.
  'lib/load-module.ts': ['config', 'lib/task', 'lib/errors.ts'],
  'lib/describe-load-failure.ts': ['lib/runner', 'lib/errors.ts'],
  tasks: [
    'lib/files',
    'lib/versions',
    'lib/records',
    'lib/backup',
    'lib/store',
    'lib/migrations',
    'lib/update',
    'lib/dialects',
    'lib/dump',
    'lib/runner',
    'lib/task',
    'lib/errors.ts',
    'lib/printable.ts',
    'lib/version.ts',
    'config',
  ],
  // The runner lists the built-in tasks, which tasks/index.ts registers.
  'lib/runner': [
    'tasks',
    'lib/task',
    'config',
    'lib/errors.ts',
    'lib/printable.ts',
    'lib/suggest.ts',
    'lib/version.ts',
    'lib/load-module.ts',
    'lib/describe-load-failure.ts',
  ],
  'lib/cli': ['lib/runner', 'config', 'lib/errors.ts'],
}

/** The package's face re-exports from everywhere. */
const unbound = ['lib/index.ts']

const runner = ['lib/runner', 'lib/task', 'tasks', 'lib/index.ts']

/** Packages that come in by one door. */
const doors: Record<string, readonly string[]> = {
  knex: ['lib/dialects'],
  pg: ['lib/dialects'],
  mysql2: ['lib/dialects'],
  // A lock that the kernel lets go with its process is an SQLite file, too.
  sqlite3: ['lib/dialects', 'lib/store'],
  listr2: runner,
  zx: runner,
}

/** There an engine is data: an address is written in another way for each. */
const engineIsData = ['lib/dialects', 'config']

/** What breaks the rule that dependencies point one way, each as `file:line what`. */
export function layerViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(violationsOf)
}

function violationsOf({ path, text }: SourceFile): string[] {
  const layer = layerOf(path)
  if (!unbound.includes(layer) && !layers[layer])
    return [`${path}: test/layers.ts does not say where ${layer} stands`]
  const { imports, engineTests } = parse(path, text)
  return [
    ...imports.flatMap((it) => {
      const reason = forbidden(path, layer, it)
      return reason ? [`${path}:${it.line} ${reason}`] : []
    }),
    ...(engineIsData.includes(layer)
      ? []
      : engineTests.map(
          (line) => `${path}:${line} asks which engine it has; that is a capability of the dialect`,
        )),
  ]
}

interface Import {
  from: string
  line: number
  typeOnly: boolean
}

function forbidden(path: string, layer: string, { from, typeOnly }: Import): string | undefined {
  if (!from.startsWith('.')) {
    const door = doors[packageOf(from)]
    return door && !door.includes(layer) ? `imports ${from}, which only ${door.join(', ')} may` : undefined
  }
  const target = layerOf(posix.join(posix.dirname(path), from))
  if (target === layer || unbound.includes(layer)) return undefined
  const allowed = layers[layer] ?? []
  if (allowed.includes(target) || (typeOnly && allowed.includes(`${target} types`))) return undefined
  return `imports ${from}: ${layer} may not import ${target}`
}

/** `lib/dump/reader.ts` is in `lib/dump`, `lib/errors.ts` is a layer by itself, `tasks/wait.ts` is in `tasks`. */
const layerOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('lib/') ? 2 : 1)
    .join('/')

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')

function parse(path: string, text: string): { imports: Import[]; engineTests: number[] } {
  const imports: Import[] = []
  const engineTests: number[] = []
  const add = (from: string, node: types.Node, typeOnly: boolean): void => {
    imports.push({ from, line: lineOf(node), typeOnly })
  }
  const program = parseSync(text, {
    filename: path,
    configFile: false,
    babelrc: false,
    parserOpts: { plugins: ['typescript'] },
  })
  if (!program) throw new Error(`${path} has no syntax tree`)
  traverse(program, {
    ImportDeclaration: ({ node }) => add(node.source.value, node, isTypeOnly(node)),
    ExportAllDeclaration: ({ node }) => add(node.source.value, node, node.exportKind === 'type'),
    ExportNamedDeclaration({ node }) {
      if (node.source) add(node.source.value, node, node.exportKind === 'type')
    },
    TSImportType({ node }) {
      if (node.argument.type === 'StringLiteral') add(node.argument.value, node, true)
    },
    CallExpression({ node }) {
      const [argument] = node.arguments
      if (node.callee.type === 'Import' && argument?.type === 'StringLiteral')
        add(argument.value, node, false)
    },
    BinaryExpression(found: NodePath<types.BinaryExpression>) {
      if (comparesEngine(found.node)) engineTests.push(lineOf(found.node))
    },
    SwitchStatement({ node }) {
      if (namesEngine(node.discriminant)) engineTests.push(lineOf(node))
    },
  })
  return { imports, engineTests }
}

const lineOf = (node: types.Node): number => node.loc?.start.line ?? 0

const isTypeOnly = (node: types.ImportDeclaration): boolean =>
  node.importKind === 'type' ||
  (node.specifiers.length > 0 &&
    node.specifiers.every((it) => it.type === 'ImportSpecifier' && it.importKind === 'type'))

const comparesEngine = ({ operator, left, right }: types.BinaryExpression): boolean =>
  /^[!=]==?$/.test(operator) &&
  ((namesEngine(left) && right.type === 'StringLiteral') ||
    (namesEngine(right) && left.type === 'StringLiteral'))

const namesEngine = (node: types.Node): boolean =>
  (node.type === 'Identifier' && /engine$/i.test(node.name)) ||
  ((node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') &&
    namesEngine(node.property))
