import { isColorSupported } from 'picocolors';
import { ExitCode } from './io';
import { run } from './run';

// Who reads only the beginning (`| head`) closes the pipe; that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => { process.exitCode = error.code === 'EPIPE' ? process.exitCode : ExitCode.FAILURE; });
}

// In CI picocolors paints pipes too; a report that is sent to a file wants none, unless somebody asks for it by name.
// Of a pipe, isTTY is undefined, whatever its type says.
const wanted = process.stdout.isTTY || Boolean(process.env.FORCE_COLOR);

// Not process.exit(): what is written to a pipe would be cut off.
process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  colors: isColorSupported && wanted,
  stdout: (text) => { process.stdout.write(text); },
  stderr: (text) => { process.stderr.write(text); },
});
