<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</context>
</TS>
