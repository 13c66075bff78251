/** What a pull request is asked for. */
export const PULL_REQUEST = [
  '<!-- The title becomes the message of the commit: a conventional one, such as "fix(replication): ...". Vulnerabilities: see SECURITY.md. -->',
  '',
  'What users notice:',
  '',
  'The test that fails without the change:',
  '',
  '<!-- If names of the API go or change: which, and why. CONTRIBUTING.md says how to accept it. -->',
];
