"""Packaging of Handrail: one distribution: the compiler, the blocks, the LMS's page, the Tutor plugin, the templates.

An LMS installs ``handrail`` alone, so the core list stays light; what builds, previews and tests is in extras.
"""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent

H5P = [
    "resvg-py>=0.5,<0.6",  # draws the figures of H5P packages as PNG
    "font-roboto==0.0.1",  # with this font and no other, so that a picture is the same on every computer
    "Pillow>=11",  # and leaves them their few colors
]

PDF = [
    "weasyprint>=70,<71",  # 70 ties a form's fields into the tags; how it writes a PDF is what handrail/outputs/shared/finish.py mends
    "pypdf>=7,<8",  # binds sheets into one PDF; older versions lose tags
]

setup(
    name="handrail",
    version="0.1.0",
    description="An open psychoeducation curriculum for addiction intensive outpatient programs, and the software that publishes it",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    packages=[
        *find_packages(include=["handrail", "handrail.*"]),
        "handrail.templates",
        "handrail_xblocks",
        *find_packages("xblocks", include=["handrail_lms", "handrail_lms.*"]),
        "handrail_tutor",
    ],
    package_dir={
        "handrail": "handrail",
        "handrail.templates": "templates",
        "handrail_xblocks": "xblocks/handrail_xblocks",
        "handrail_lms": "xblocks/handrail_lms",
        "handrail_tutor": "xblocks/handrail_tutor",
    },
    package_data={
        "handrail": ["py.typed"],
        "handrail.templates": [*(f"**/*.{kind}" for kind in ("html", "md", "css", "js", "xml", "json", "svg", "txt")), "print/font/*"],
        "handrail_xblocks": ["assets/**/*", "locale/**/*"],
        "handrail_tutor": ["patches/*"],
    },
    install_requires=[
        "XBlock>=5.2",  # 5.2 is Open edX Ulmo's; no upper bound: the platform chooses
        "Jinja2>=3.1.6,<4",  # 3.1.6 closes a sandbox escape
        "Markdown>=3.7,<4",
        "pymdown-extensions>=10.14",
        "pydantic>=2.9,<3",
        "ruamel.yaml>=0.18.6,<1",
        "nh3>=0.2.20,<1",
    ],
    extras_require={
        "build": [
            "click>=8.1,<9",
            "rich>=13.9",
            "mkdocs>=1.6.1,<2",  # 2.0 drops plugins and themes
            "mkdocs-material>=9.8.1,<10",  # 9.7.7 fixed a script injection in search
            "ruamel.yaml.clib>=0.2.12",  # the C parser reads YAML five times as fast; without it all works, slower
            "textstat==0.7.8",  # later versions want data from the network
            "Babel>=2.16,<3",
            "olxcleaner>=0.3,<1",
            "segno>=1.6.1,<2",
            "Brotli>=1.1,<2",  # compresses a site once, with patience (build --compressed)
            "tinycss2>=1.3,<2",  # reads the theme's styles, of which a page keeps what it uses
        ],
        "preview": [
            "Django>=5.2,<6",  # the version Open edX runs
            "edx-completion>=5.0,<6",  # AGPL: never in the core
            "setuptools<82",  # fs, which XBlock uses, still imports pkg_resources
        ],
        "h5p": H5P,
        "pdf": PDF,
        "tutor": ["tutor>=22,<23"],  # Open edX Verawood; AGPL: never in the core
        "test": [
            *H5P,
            *PDF,
            "pytest>=8.3,<9.2",  # with 9.2, pytest-xdist 3.8 loses its groups without a word (pytest-dev/pytest-xdist#1386)
            "pytest-xdist>=3.6",
            "pytest-timeout>=2.3",  # a browser that hangs fails one test, not the run
            "pytest-rerunfailures>=16,<17",  # tests in a browser get a second try (decision 30); 16.7 is what was run
            "hypothesis>=6.115",
            "playwright>=1.49",
            "axe-playwright-python>=0.1.4",
            "zxing-cpp>=3,<4",  # reads codes to scan from pictures, as a phone does
            "tdewolff-minify==2.24.12",  # writes what browsers load (handrail/bundles.py); another version may write other bytes
            "cyclonedx-python-lib[json-validation]>=11,<12",  # holds a release's bill of materials against its schema
            "properdocs>=1.6.7,<2",  # MkDocs' successor: the way out stays open while the site it builds is the same
            "ruff>=0.8",
            "mypy>=1.13",
            "import-linter>=2.1",
            "types-Markdown",
        ],
    },
    entry_points={
        "console_scripts": ["handrail = handrail.cli:main"],
        "xblock.v1": [
            "handrail_lesson = handrail_xblocks.lesson:LessonBlock",
            "handrail_worksheet = handrail_xblocks.worksheet:WorksheetBlock",
            "handrail_check = handrail_xblocks.check:CheckBlock",
            "handrail_progress = handrail_xblocks.progress:ProgressBlock",
        ],
        "tutor.plugin.v1": ["handrail = handrail_tutor.plugin"],
        "lms.djangoapp": ["handrail_lms = handrail_lms.apps:HandrailLmsConfig"],
        "cms.djangoapp": ["handrail_lms = handrail_lms.apps:HandrailLmsConfig"],  # the job that imports the course runs there
    },
)
