import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const made: string[] = [];

afterAll(() => {
  for (const directory of made.splice(0)) { fs.rmSync(directory, { recursive: true, force: true }); }
});

/** A directory with some files, for as long as the tests of a file run. */
export function directoryWith(files: { readonly [name: string]: unknown } = {}): string {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'templates-')));
  made.push(directory);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}

/** A template with one bucket. */
export function withBucket(properties: object = {}) {
  return { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: properties } } };
}
