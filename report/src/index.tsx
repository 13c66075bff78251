import { render } from 'preact';
import { App } from './app';
import { Model, type ReportData } from './model';

// What the page is about is text from templates: it is rendered as text only, never as markup.
const data = JSON.parse(document.getElementById('data')!.textContent!) as ReportData;
const root = document.getElementById('report')!;
root.textContent = '';
render(<App model={new Model(data)} />, root);
