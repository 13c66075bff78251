import json
from pathlib import Path
from typing import Any, Callable

import pytest
from aws_cdk import App, Environment, Stack


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(outdir=str(tmp_path / "cdk.out"), analytics_reporting=False)


@pytest.fixture
def stack(app: App) -> Stack:
    return Stack(app, "Stack", env=Environment(account="111122223333", region="eu-west-1"))


@pytest.fixture
def report(app: App, tmp_path: Path) -> Callable[[], dict[str, Any]]:
    """Synthesizes the app, and returns what each plugin found, by the names of the plugins."""

    def synthesize() -> dict[str, Any]:
        # Without the CDK CLI, which prints the report, errors are raised.
        try:
            app.synth()
        except RuntimeError as error:
            assert str(error).startswith("ValidationFailed: ERROR ")
        text = (tmp_path / "cdk.out" / "validation-report.json").read_text()
        return {plugin["pluginName"]: plugin for plugin in json.loads(text)["pluginReports"]}

    return synthesize
