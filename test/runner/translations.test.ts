import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { afterEach, expect, it } from '@jest/globals'
import { type Project, project } from './project.ts'

let place: Project

afterEach(() => place.remove())

const task = (word: string): Record<string, string> => ({
  'tasks/greet.ts': `import { defineTask } from 'record-tasks'
const word: string = '${word}'
export default defineTask({
  summary: 'Says a word',
  steps: ({ print }) => [{ title: 'Speak', task: () => print(word) }],
})
`,
})

const folder = 'node_modules/.cache/record-tasks'
const greet = async (): Promise<string> => (await place.run(['greet'])).stdout.trim()

it('a user’s TypeScript is translated once, for its owner’s eyes, and anew when it has changed', async () => {
  place = project({
    'tasks.config.ts': 'export default {}',
    'node_modules/some/package.json': '{}',
    ...task('hello'),
  })
  expect(await greet()).toBe('hello')
  expect(statSync(place.path(folder)).mode & 0o777).toBe(0o700)
  expect(readdirSync(place.path(folder)).some((name) => name.includes('greet'))).toBe(true)
  expect(await greet()).toBe('hello')
  place.write(task('good morning'))
  expect(await greet()).toBe('good morning')
})

it('nothing is kept where others could read it', async () => {
  place = project({ 'tasks.config.ts': 'export default {}', ...task('hello') })
  mkdirSync(place.path(folder), { recursive: true })
  chmodSync(place.path(folder), 0o755)
  expect(await greet()).toBe('hello')
  expect(readdirSync(place.path(folder))).toEqual([])
})

it('nor where there are no packages', async () => {
  place = project({ 'tasks.config.ts': 'export default {}', ...task('hello') })
  expect(await greet()).toBe('hello')
  expect(existsSync(place.path('node_modules'))).toBe(false)
})
