import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError if no file is named */
export function parseOutput(file: string): string {
  if (file === '') { throw new InvalidArgumentError('Specify a file.'); }
  return file;
}
