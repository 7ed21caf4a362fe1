<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>fieldfare::mobile::ArrivalState</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::CustomersModel</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::OutboxModel</name>
    <message numerus="yes">
        <source>Tried %n time(s); it goes on by itself.</source>
        <translation>
            <numerusform>Tried once; it goes on by itself.</numerusform>
            <numerusform>Tried %n times; it goes on by itself.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::SyncState</name>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n to send</source>
        <translation>
            <numerusform>Offline · %n to send</numerusform>
            <numerusform>Offline · %n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this phone stand otherwise on the server. They stay here and are compared again.</source>
        <translation>
            <numerusform>%n record of this phone stands otherwise on the server. It stays here and is compared again.</numerusform>
            <numerusform>%n records of this phone stand otherwise on the server. They stay here and are compared again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were put right by themselves, last %1.</source>
        <translation>
            <numerusform>%n record was put right by itself, %1.</numerusform>
            <numerusform>%n records were put right by themselves, last %1.</numerusform>
        </translation>
    </message>
</context>
</TS>
