import * as fs from 'fs';
import * as path from 'path';
import { ROOMS } from '../../projenrc/ladder';

const SRC = path.join(__dirname, '..', '..', 'src');

const files = fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => file.split(path.sep).join('/'));

test('every file is in one room of the ladder, or is what its folder offers', () => {
  const roomless = files.filter((file) => ROOMS.filter((room) => file.startsWith(`${room}/`)).length !== 1);
  expect(roomless).toEqual(['index.ts', 'validation/index.ts']);
});

test('every room of the ladder has files', () => {
  expect(ROOMS.filter((room) => !files.some((file) => file.startsWith(`${room}/`)))).toEqual([]);
});
