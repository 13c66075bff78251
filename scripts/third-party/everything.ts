import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { Places, type Specimens } from '../../test/catalogue/places';

/** A template as CloudFormation gets it. */
export interface Template {
  /** The specimen and the stack. */
  readonly place: string;
  readonly file: string;
  readonly json: { readonly Resources?: { readonly [logicalId: string]: { readonly Type: string } } };
}

/** Specimens, each synthesized in a known account and Region and in stacks that may be deployed anywhere. */
export class Everything {
  /** Templates that differ: each once. */
  readonly templates: readonly Template[];
  /** Apps by the titles of their specimens. */
  readonly apps: ReadonlyMap<string, App>;
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'third-party-'));
  private readonly byFile: ReadonlyMap<string, Template>;

  constructor(specimens: Specimens) {
    // The validators judge, not the checks of aws-cdk-lib.
    process.env.CDK_VALIDATION = 'false';
    const apps = new Map<string, App>();
    const byText = new Map<string, Template>();
    fs.mkdirSync(this.templateFolder);
    for (const [title, specimen] of Object.entries(specimens)) {
      for (const [name, places] of [[title, (app: App) => new Places(app)], [`${title}, anywhere`, (app: App) => new Places(app, undefined)]] as const) {
        const app = new App({ outdir: path.join(this.folder, 'apps', String(apps.size)) });
        specimen(places(app));
        apps.set(name, app);
        for (const { stackName, templateFullPath } of app.synth().stacks) {
          const text = fs.readFileSync(templateFullPath, 'utf8');
          if (byText.has(text)) { continue; }
          const file = path.join(this.templateFolder, `${String(byText.size).padStart(4, '0')}.template.json`);
          fs.writeFileSync(file, text);
          byText.set(text, { place: `${name}: ${stackName}`, file, json: JSON.parse(text) as Template['json'] });
        }
      }
    }
    this.apps = apps;
    this.templates = [...byText.values()];
    this.byFile = new Map(this.templates.map((template) => [path.basename(template.file), template]));
  }

  /** All templates, and nothing else. */
  get templateFolder(): string { return path.join(this.folder, 'templates'); }

  /** The template in a file of the folder. */
  templateOf(file: string): Template {
    const template = this.byFile.get(path.basename(file));
    if (template === undefined) { throw new Error(`There is no template ${file}.`); }
    return template;
  }

  /** Where a resource is: its type, and its place. */
  resource(template: Template, logicalId: string | undefined): { readonly type: string; readonly place: string } {
    return { type: template.json.Resources?.[logicalId ?? '']?.Type ?? 'template', place: logicalId === undefined ? template.place : `${template.place}/${logicalId}` };
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
