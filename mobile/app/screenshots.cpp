#include "mobile/app/screenshots.h"

#include <fmt/core.h>

#include <QDir>
#include <QEventLoop>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTimer>
#include <functional>
#include <vector>

#include "core/catalog/entities.h"
#include "mobile/app/services.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

constexpr int settle_ms = 350;
constexpr int start_patience_ms = 10'000;

struct Look {
    const char* name;
    Preferences::Theme theme;
    double text_scale;
    QSize size;
};

constexpr QSize usual{390, 844};
constexpr QSize least{360, 640};
constexpr Look looks[] = {
    {"light", Preferences::Light, Preferences::least_text_scale, usual},
    {"light", Preferences::Light, Preferences::least_text_scale, least},
    {"dark", Preferences::Dark, Preferences::least_text_scale, usual},
    {"dark", Preferences::Dark, Preferences::least_text_scale, least},
    {"large", Preferences::Light, Preferences::largest_text_scale, least},
};

struct Page {
    const char* name;
    std::function<void()> go;
};

void wait(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

bool wait_for_session(Services& services) {
    for (int waited = 0; services.session.state() == Session::Opening && waited < start_patience_ms; waited += 50) {
        wait(50);
    }
    return services.session.state() != Session::Opening;
}

QQuickItem* find_visible(QQuickItem* item, const QString& name) {
    if (!item->isVisible() || item->objectName() == name) return item->isVisible() ? item : nullptr;
    for (auto* child : item->childItems()) {
        if (auto* found = find_visible(child, name)) return found;
    }
    return nullptr;
}

struct Shown {
    core::Uuid customer;
    core::Uuid visit;
    core::Uuid attachment;
};

core::Result<core::Uuid> newest_attachment(core::RowReader& reader) {
    const auto& attachment = core::catalog::attachment;
    FF_ASSIGN(const auto rows, reader.select(rows_of(attachment, {}, {{attachment.at("taken_at"), true}}, 1)));
    return rows.empty() ? core::Uuid{} : rows.front().id;
}

// The newest contact and its customer: there is something to see.
Shown rows_to_show(Services& services) {
    Shown shown;
    QEventLoop loop;
    services.store.run(
        &loop,
        [](core::Store& store) -> core::Result<Shown> {
            const auto& visit = core::catalog::interaction;
            FF_ASSIGN(const auto rows, store.read().select(rows_of(visit, {}, {{visit.at("started_at"), true}}, 1)));
            FF_ASSIGN(const auto attachment, newest_attachment(store.read()));
            if (!rows.empty()) {
                return Shown{rows.front().reference(visit.at("customer")), rows.front().id, attachment};
            }
            FF_ASSIGN(const auto customers, store.read().select(rows_of(core::catalog::customer, {}, {}, 1)));
            return Shown{customers.empty() ? core::Uuid{} : customers.front().id, {}, attachment};
        },
        [&](core::Result<Shown> found) {
            if (found) shown = *found;
            loop.quit();
        });
    loop.exec();
    return shown;
}

class Tour {
  public:
    Tour(QQmlApplicationEngine& engine, Services& services, QString directory)
        : services_(services),
          directory_(std::move(directory)),
          window_(qobject_cast<QQuickWindow*>(engine.rootObjects().first())),
          router_(window_->property("router").value<QObject*>()) {}

    bool run() {
        bool good = QDir().mkpath(directory_);
        const auto pages =
            services_.session.state() == Session::Ready ? all_pages() : std::vector<Page>{{"enrolment", {}}};
        for (const auto& [language, name] : Preferences::languages) {
            services_.preferences.set_language(language);
            for (const auto& look : looks) {
                services_.preferences.set_theme(look.theme);
                services_.preferences.set_text_scale(look.text_scale);
                window_->resize(look.size);
                for (const auto& page : pages) good = shoot(page, language, look) && good;
            }
        }
        return good;
    }

  private:
    std::vector<Page> all_pages() {
        const auto shown = rows_to_show(services_);
        const auto customer = to_qt(shown.customer);
        const auto tab = [this](int index) { return [this, index] { choose_tab(index); }; };
        std::vector<Page> pages{{"today", tab(0)}, {"customers", tab(1)}, {"plan", tab(2)}, {"me", tab(3)}};
        pages.push_back({"quicklog", [this] { call("logVisit", QString(), QString()); }});
        pages.push_back({"calendar", [this] {
                             call("logVisit", QString(), QString());
                             press("day_other");
                         }});
        pages.push_back({"sync", [this] { QMetaObject::invokeMethod(router_, "openSyncCentre"); }});
        pages.push_back({"conflicts", [this] { QMetaObject::invokeMethod(router_, "openConflicts"); }});
        pages.push_back({"attachment_queue", [this] { QMetaObject::invokeMethod(router_, "openAttachmentQueue"); }});
        pages.push_back({"rescue", [this] { QMetaObject::invokeMethod(router_, "openRescue"); }});
        pages.push_back({"reconnect", [this] { QMetaObject::invokeMethod(router_, "openReconnect"); }});
        pages.push_back({"sign_out", [this] { QMetaObject::invokeMethod(router_, "openSignOut"); }});
        pages.push_back({"customer_new", [this] { call("newCustomer", QString()); }});
        if (customer.isEmpty()) return pages;
        const auto view = [this, customer](int index) {
            return [this, customer, index] {
                call("openCustomer", customer);
                wait(settle_ms);
                if (auto* page = window_->findChild<QObject*>("customerPage")) page->setProperty("view", index);
            };
        };
        pages.push_back({"customer", view(0)});
        pages.push_back({"customer_contacts", view(1)});
        pages.push_back({"customer_plan", view(2)});
        pages.push_back({"customer_file", view(3)});
        pages.push_back({"customer_attachments", view(4)});
        pages.push_back({"postpone", [this, plan = view(2)] {
                             plan();
                             press("cardPostpone");
                         }});
        pages.push_back({"customer_edit", [this, customer] { call("editCustomer", customer); }});
        pages.push_back({"contact_new", [this, customer] { call("editContact", customer, QString()); }});
        pages.push_back({"followup_new", [this, customer] { call("editPlan", customer, QString()); }});
        if (shown.visit.is_nil()) return pages;
        pages.push_back({"visit", [this, visit = to_qt(shown.visit)] { call("openVisit", visit); }});
        if (shown.attachment.is_nil()) return pages;
        pages.push_back(
            {"attachment", [this, shown_one = to_qt(shown.attachment)] { call("openAttachment", shown_one); }});
        return pages;
    }

    void choose_tab(int index) {
        QMetaObject::invokeMethod(window_->findChild<QObject*>("bottomBar"), "chosen", Q_ARG(int, index));
    }
    // A button of that name on the page on top.
    void press(const char* name) {
        wait(settle_ms);
        auto* page = window_->findChild<QObject*>("stack")->property("currentItem").value<QQuickItem*>();
        if (auto* button = find_visible(page, name)) QMetaObject::invokeMethod(button, "clicked");
    }
    void call(const char* signal, const QString& argument) {
        QMetaObject::invokeMethod(router_, signal, Q_ARG(QString, argument));
    }
    void call(const char* signal, const QString& first, const QString& second) {
        QMetaObject::invokeMethod(router_, signal, Q_ARG(QString, first), Q_ARG(QString, second));
    }

    bool shoot(const Page& page, const char* language, const Look& look) {
        if (page.go) page.go();
        wait(settle_ms);
        const auto name =
            fmt::format("{}_{}_{}_{}x{}.png", page.name, language, look.name, look.size.width(), look.size.height());
        const auto path = QDir(directory_).filePath(QString::fromStdString(name));
        const bool saved = window_->grabWindow().save(path);
        fmt::print("{}{}\n", saved ? "" : "not written: ", path.toStdString());
        if (page.go) QMetaObject::invokeMethod(router_, "back");
        wait(20);
        return saved;
    }

    Services& services_;
    QString directory_;
    QQuickWindow* window_;
    QObject* router_;
};

}  // namespace

int take_screenshots(QQmlApplicationEngine& engine, Services& services, const QString& directory) {
    if (!wait_for_session(services)) return 1;
    wait(settle_ms);
    return Tour(engine, services, directory).run() ? 0 : 1;
}

}  // namespace fieldfare::mobile
