/** Those names that somebody may have meant, the likeliest first. */
export function similar(name: string, names: readonly string[]): string[] {
  const wanted = plain(name);
  return names
    .map((one) => ({ one, cost: cost(wanted, plain(one)) }))
    .filter((candidate) => candidate.cost <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 5)
    .map(({ one }) => one);
}

/** However it is written: `BucketKeyEnabled`, `bucket-key-enabled`, `S3Encryption::BucketKeyEnabled`. */
export function plain(name: string): string {
  return name.slice(0, 200).replace(/^S3Encryption::/i, '').replace(/[^a-z0-9]/gi, '').toLowerCase();
}

/** How many letters are to be changed; few where one name holds the other. */
function cost(a: string, b: string): number {
  if (a.length > 2 && (b.includes(a) || a.includes(b))) { return 1; }
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
