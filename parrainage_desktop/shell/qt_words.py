"""The program's language, and that of the few words that are Qt's own: dialog buttons, context menus."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from parrainage_desktop.base.i18n import set_language

_LOCALES = {
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_NAME = "qt-words"


def speak(app: QApplication, code: str) -> None:
    """Speak ``fr`` or ``en`` from here on; what is on the screen is built again by whoever asked."""
    set_language(code)
    QLocale.setDefault(_LOCALES[code])
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.deleteLater()
        before.setObjectName("")
    words = QTranslator(app)
    words.setObjectName(_NAME)
    if words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
