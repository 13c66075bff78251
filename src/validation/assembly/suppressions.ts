import * as path from 'path';
import type { Acknowledgements } from './acknowledgements';
import type { InputFiles } from './files';
import { get, getText, items } from './json';

const REPORT = 'validation-report.json';

/**
 * What a plugin reported knows of acknowledgements of whole apps and Stages, which no stack's metadata does. CDK writes one
 * report for an app, beside the outermost manifest.
 */
export function readSuppressions(directory: string, files: InputFiles, plugin: string, acknowledgements: Acknowledgements): void {
  files.noting(() => {
    const home = files.isFile(path.join(directory, REPORT)) ? directory : path.dirname(directory);
    if (!files.isFile(path.join(home, REPORT)) || !files.isFile(path.join(home, 'manifest.json'))) { return; }
    for (const report of items(get(files.readJson(path.join(home, REPORT)), 'pluginReports'))) {
      if (getText(report, 'pluginName') !== plugin) { continue; }
      for (const violation of items(get(report, 'suppressedViolations'))) { acknowledge(violation, home, plugin, acknowledgements); }
    }
  });
}

function acknowledge(violation: unknown, home: string, plugin: string, acknowledgements: Acknowledgements): void {
  const id = `${plugin}::${getText(violation, 'ruleName') ?? ''}`;
  for (const construct of items(get(violation, 'violatingConstructs'))) {
    const template = getText(construct, 'cloudFormationResource', 'templatePath');
    const logicalId = getText(construct, 'cloudFormationResource', 'logicalId');
    if (template === undefined || logicalId === undefined) { continue; }
    acknowledgements.addForResource(path.resolve(home, template), logicalId, id, getText(violation, 'reason') ?? '');
  }
}
