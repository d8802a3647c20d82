/**
 * Adds optional packages for other platforms to package-lock.json which the registry in reach did not have when it was
 * written. Without them `npm ci` calls the lockfile out of step, on every machine. Run it after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const systems = new Set(['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'])
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = Object.values(lock.packages).flatMap((parent) =>
  Object.entries(parent.optionalDependencies ?? {})
    .filter(([name]) => !lock.packages[`node_modules/${name}`])
    .map(([name, version]) => [`node_modules/${name}`, entry(name, version, parent)]),
)
lock.packages = Object.fromEntries(
  [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => a.localeCompare(b, 'en')),
)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(
  `${missing.length} added: ${missing.map(([path]) => path.slice('node_modules/'.length)).join(', ')}`,
)

/** The name tells the platform: `…-linux-x64-musl`. Only an exact version can be entered unseen. */
function entry(name, version, parent) {
  const [cpu, library] = name.split('-').slice(name.split('-').findIndex((part) => systems.has(part)) + 1)
  const os = name.split('-').find((part) => systems.has(part))
  if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name}@${version} names no platform`)
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' && libraries[library] ? { libc: [libraries[library]] } : {}),
    optional: true,
    os: [os],
  }
}
