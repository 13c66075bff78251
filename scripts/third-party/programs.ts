import { PythonProgram } from './environments';

export const CFN_LINT = new PythonProgram('cfn-lint', '1.58.0');
export const CHECKOV = new PythonProgram('checkov', '3.3.30');
