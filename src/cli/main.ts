import { showsColors } from './colors';
import { Garbage } from './garbage';
import { ExitCode } from './io';
import { DEBUG_VARIABLE, run } from './run';

// Who reads only the beginning (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') { return; }
  process.exitCode = ExitCode.NOT_WRITTEN;
  process.stderr.write(`cdk-s3-encryption: standard output cannot be written: ${error.message}\n`);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') { process.exitCode = ExitCode.NOT_WRITTEN; }
});

// Not process.exit(): what is written to a pipe would be cut off.
process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  // Of a pipe, isTTY is undefined, whatever its type says.
  colors: showsColors(process.env, Boolean(process.stdout.isTTY)),
  debug: Boolean(process.env[DEBUG_VARIABLE]),
  garbage: new Garbage(),
  showsProgress: Boolean(process.stderr.isTTY) && process.env.TERM !== 'dumb',
  stdout: (text) => { process.stdout.write(text); },
  stderr: (text) => { process.stderr.write(text); },
});
