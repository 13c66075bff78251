import * as fs from 'fs';

const SCHEDULED = `/proc/self/task/${process.pid}/schedstat`;

/**
 * The CPU time of the main thread in milliseconds, where the system tells it; otherwise the time that has passed.
 *
 * The CPU time of the process would add what V8 compiles and collects in other threads, whatever the main thread is doing.
 */
export function mainThreadMilliseconds(): number {
  return (fs.existsSync(SCHEDULED) ? Number(fs.readFileSync(SCHEDULED, 'utf8').split(' ')[0]) : Number(process.hrtime.bigint())) / 1e6;
}
