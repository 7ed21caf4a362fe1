import QtQuick
import Fieldfare

// A page on top of the five places. Whatever leads back (its arrow, the phone's back key, Escape) asks it to leave.
Item {
    function leave() {
        Router.back();
    }
}
