// docs/decisions/0082
/** The CPU time that something takes, in seconds: unlike the time on the wall, it is the same on a busy machine. */
export function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
