# Everything a clone needs. Each target does its own set-up, and only what is missing: see tools/setup.sh.
#
#   make run                  start Lokdesk (without a screen: make the example's Word document)
#   make run ARGS="--help"    pass arguments on to the program
#   make test                 linters, types, architecture and tests
#   make lint                 the same without the tests
#   make check                make test, with the validators and LibreOffice that some tests use installed
#   make explore              the tests that try examples by chance, with new ones and many of them
#   make torture-kill         1,000 processes killed at random moments while somebody works in them
#   make torture-shared       two at once in the same file, and in two copies of a synchronised folder
#   make walk                 10,000 steps at random through the session: edits, saves, crashes
#   make torture-disk         a small disk that is full, read-only or gone before each call, and mended (Linux)
#   make endurance            a working day in the window in less than an hour: nothing is left behind
#   make power-cut            all that a disk may hold when the power goes: saves, journals, documents
#   make bench                side-by-side measurements
#   make recognition          how well agreements and templates from elsewhere are recognised
#   make circulation          how surely what came back is found and placed: edits as by Word and in LibreOffice
#   make fuzz-documents       every document of 300 random agreements before validators and LibreOffice
#   make fuzz                 100,000 damaged project files, documents, templates and clipboards
#   make golden               write down anew what the documents of the examples are, as text under tests/
#   make screenshots          pictures of every page, into out/screenshots/
#   make guide                renew the pictures and the table of commands in the user's guide
#   make lock                 renew the locked dependencies (maintainers; needs uv)
#   make clean                remove everything that was made

PYTHON_IN_VENV = .venv/bin/python

.PHONY: run test lint check explore torture-kill torture-disk torture-shared walk endurance power-cut bench recognition circulation fuzz fuzz-documents golden screenshots guide lock clean

run:
	@tools/setup.sh run
	@tools/run.sh $(ARGS)

test: lint
	@QT_QPA_PLATFORM=offscreen $(PYTHON_IN_VENV) -m pytest -n auto $(ARGS)

lint:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m ruff check --quiet
	@$(PYTHON_IN_VENV) -m ruff format --check --quiet
	@$(PYTHON_IN_VENV) -m pyright
	@$(PYTHON_IN_VENV) .venv/bin/lint-imports --no-logo

check:
	@.ci/run

explore:
	@tools/setup.sh test
	@LOKDESK_EXPLORE=1 QT_QPA_PLATFORM=offscreen $(PYTHON_IN_VENV) -m pytest -n auto -m hypothesis $(ARGS)

torture-kill:
	@tools/setup.sh test
	@QT_QPA_PLATFORM=offscreen $(PYTHON_IN_VENV) -m tests.reliability.kill $(ARGS)

torture-shared:
	@tools/setup.sh test
	@QT_QPA_PLATFORM=offscreen $(PYTHON_IN_VENV) -m tests.reliability.apart $(ARGS)

walk:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.reliability.walk $(ARGS)

torture-disk:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.reliability.disk $(ARGS)

endurance:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.reliability.endurance $(ARGS)

power-cut:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.reliability.power $(ARGS)

bench:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m benchmarks $(ARGS)

recognition:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.word.foreign $(ARGS)

circulation:
	@tools/setup.sh full
	@LOKDESK_REQUIRE_TOOLS=1 $(PYTHON_IN_VENV) -m tests.circulation.measure $(ARGS)

fuzz:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.reliability.fuzz $(ARGS)

fuzz-documents:
	@tools/setup.sh full
	@LOKDESK_REQUIRE_TOOLS=1 $(PYTHON_IN_VENV) -m tests.documents.fuzz $(ARGS)

golden:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) -m tests.documents.golden

screenshots:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) tools/screenshots.py $(ARGS)

guide:
	@tools/setup.sh test
	@$(PYTHON_IN_VENV) tools/guide_commands.py
	@$(PYTHON_IN_VENV) tools/guide_pictures.py $(ARGS)

lock:
	@tools/lock.sh

clean:
	rm -rf .venv out build dist tools/ooxml/node_modules
	rm -rf .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
