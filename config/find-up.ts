import { dirname } from 'node:path'

/** What `find` gives for the nearest folder, from one upwards, for which it gives anything. */
export function findUp<Found>(
  from: string,
  find: (directory: string) => Found | undefined,
): Found | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    const found = find(directory)
    if (found !== undefined || dirname(directory) === directory) return found
  }
}
