/** The entry of a record with a name, or an error that lists the names. */
export function expectName<T>(record: Readonly<Record<string, T>>, name: unknown, what: string): T {
  if (typeof name !== "string" || !Object.hasOwn(record, name)) {
    const known = Object.keys(record).join(", ");
    throw new RangeError(`expected ${what} by name, one of ${known}, got ${JSON.stringify(name)}`);
  }
  return record[name];
}
