"""Reads and uses the program through AT-SPI, the way in that screen readers have on Linux.

It is run by the system's own Python, which the bindings belong to, on a screen and a bus of its own::

    xvfb-run -a dbus-run-session -- python3 reader.py PROJECT PROGRAM ...

What it hears is the last line that is written, as JSON. It knows the program by what it is told only: roles,
names and descriptions.
"""

# The bindings belong to the system's own Python.
# pyright: reportMissingImports=false

import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

DOWN = 0xFF54
"""The arrow key, as X knows it."""
PATIENCE = 30
"""For how many seconds something may take before the program is thought to hang."""


class Reader:
    """What is on the screen, as it is told."""

    def __init__(self):
        self.announced = []
        # Kept, since what listens is gone with the object.
        self._listener = Atspi.EventListener.new(lambda event: self.announced.append(str(event.any_data)))
        self._listener.register("object:announcement")

    def program(self):
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(number)
            if one is not None and one.get_name() == "Lokdesk":
                return one
        return None

    def parts(self, within=None):
        """Yield everything that is shown, in the order it is read."""
        within = within or self.program()
        if within is None:
            return
        for number in range(within.get_child_count()):
            try:
                child = within.get_child_at_index(number)
                if child is None or not child.get_state_set().contains(Atspi.StateType.SHOWING):
                    continue
            except GLib.Error:
                # What went away while it was looked at is no part any more; the others are.
                continue
            else:
                yield child
                yield from self.parts(child)

    def find(self, role, name):
        """Return the first part with that *role* whose name begins with *name*, as soon as there is one."""
        return until(lambda: self._found(role, name), f"{role} {name}")

    def _found(self, role, name):
        try:
            found = (one for one in self.parts() if one.get_role_name() == role)
            return next((one for one in found if one.get_name().startswith(name)), None)
        except GLib.Error:
            # Something went away while it was looked at.
            return None

    def do(self, role, name):
        """Press, choose or open what has that *role* and *name*."""
        found = self.find(role, name)
        found.get_action_iface().do_action(0)
        return found

    def choose(self, role, name):
        """Go down with the keys, from where the focus is, to what has that *role* and *name*."""
        found = self.find(role, name)
        while not found.get_state_set().contains(Atspi.StateType.SELECTED):
            Atspi.generate_keyboard_event(DOWN, None, Atspi.KeySynthType.SYM)
            pause(0.2)
            found = self.find(role, name)

    def write(self, name, text):
        """Type *text* into the field called *name* instead of what it holds; returns what was said of it.

        Letters beyond ASCII are typed by a layout made up on the way, which is not to be relied on.
        """
        field = self.find("text", name)
        field.get_component_iface().grab_focus()
        until(lambda: field.get_state_set().contains(Atspi.StateType.FOCUSED), f"the focus in {name}")
        field.get_editable_text_iface().set_text_contents("")
        Atspi.generate_keyboard_event(0, text, Atspi.KeySynthType.STRING)
        until(lambda: self.text("text", name) == text, f"{text} in {name}")
        return {"name": field.get_name(), "description": field.get_description()}

    def text(self, role, name):
        """Return all that is written in what has that *role* and *name*."""
        found = self.find(role, name)
        return Atspi.Text.get_text(found, 0, Atspi.Text.get_character_count(found))


def pause(seconds):
    """Let some time go by, and take in what is told meanwhile: the bindings are for one thread only."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not GLib.MainContext.default().iteration(False):
            time.sleep(0.01)


def until(look, what):
    """Return what *look* returns as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        pause(0.1)
    raise SystemExit(f"not found: {what}")


def use(reader):
    """Do some of a workshop's work; returns what was heard."""
    heard = {}
    until(lambda: is_active(reader.find("frame", "")), "an active window")
    heard["order"] = [
        one.get_name()
        for one in reader.parts()
        if one.get_name() in ("Steg", "Titel", "Nästa", "Hjälp till frågan")
    ]
    heard["title"] = reader.write("Titel", "Samverkan i Hultsfred")
    heard["help"] = until(lambda: help_about(reader, "heta"), "help about the title")
    heard["steps"] = [one.get_name() for one in reader.parts(reader.find("tree", "Steg"))]

    reader.write("Gäller från", "snart")
    reader.find("text", "Titel").get_component_iface().grab_focus()
    until(lambda: any("går inte att förstå" in one for one in reader.announced), "an announcement")
    heard["announced"] = list(reader.announced)
    heard["wrong"] = reader.find("text", "Gäller från").get_description()
    reader.write("Gäller från", "1 mars 2026")

    # As what takes dictation does, without a key.
    reader.find("text", "Version").get_editable_text_iface().set_text_contents("0.1")

    reader.find("tree", "Steg").get_component_iface().grab_focus()
    reader.choose("table cell", "3. Mål")
    reader.do("push button", "Lägg till ett mål")
    heard["goal"] = reader.write("Målet", "Fler unga i arbete")
    reader.do("push button", "Nästa")
    reader.find("label", "Organisering")
    reader.do("menu item", "Arkiv")
    reader.do("menu item", "Spara")
    until(lambda: any(one.get_name().startswith("Sparad") for one in reader.parts()), "word of saving")
    return heard


def is_active(window):
    return window.get_state_set().contains(Atspi.StateType.ACTIVE)


def help_about(reader, word):
    text = reader.text("label", "Hjälp till frågan")
    return text if word in text else None


def main():
    project, *program = sys.argv[1:]
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
    # A window has no focus before a window manager gives it.
    manager = subprocess.Popen(["openbox"])
    running = subprocess.Popen([*program, project], env=environment)
    try:
        print(json.dumps(use(Reader()), ensure_ascii=False))
    except SystemExit as lost:
        ended = running.poll()
        raise SystemExit(lost if ended is None else f"{lost}; the program has ended with {ended}") from None
    finally:
        for one in (running, manager):
            one.terminate()
            one.wait()


if __name__ == "__main__":
    main()
